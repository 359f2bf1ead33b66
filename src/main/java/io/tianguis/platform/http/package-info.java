/**
 * HTTP without any business word: one table of routes per surface, requests and responses as plain values, limits, request
 * ids, the access log, metrics, and the parsing of Rack parameters. Helidon carries the bytes.
 */
@NullMarked
package io.tianguis.platform.http;

import org.jspecify.annotations.NullMarked;
