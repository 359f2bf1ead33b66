/**
 * Customers: the people a shop knows, however it met them. One person is one row, with their identities (phone, email,
 * WhatsApp, Messenger, Instagram and MercadoLibre ids, nickname, document), tags, addresses of which one is the main
 * one, the shop's custom fields, and the counters that the person's own events move. A person may have any number of
 * identities and may lack any of them; an identity belongs to at most one customer of a shop, so finding a person by any
 * of them leads to the same row. Where one person was entered twice, one row points at the other and both are read as one
 * (decision 0020). Lists of people are counted as they change (decision 0022),
 * and so is the directory in which fragments of names and emails are looked for (decision 0030).
 */
@NullMarked
package io.tianguis.customers;

import org.jspecify.annotations.NullMarked;
