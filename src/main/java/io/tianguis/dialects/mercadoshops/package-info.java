/**
 * The MercadoShops API: its routes, credentials, shapes and literal messages. It decides nothing about the business.
 * {@code docs/dialects/mercadoshops.md} tells what is covered and what was chosen.
 */
@NullMarked
package io.tianguis.dialects.mercadoshops;

import org.jspecify.annotations.NullMarked;
