/**
 * Pictures that strangers have sent: read within bounds of bytes, pixels, memory and time, written anew without anything but
 * their pixels, in a few sizes, and kept in a folder by what they show. It knows no reason for keeping them.
 */
@NullMarked
package io.tianguis.platform.images;

import org.jspecify.annotations.NullMarked;
