/** The MercadoShops API's own rules: tokens, shapes, words. Whole exchanges are the wire cases' part. */
@NullMarked
package io.tianguis.dialects.mercadoshops;

import org.jspecify.annotations.NullMarked;
