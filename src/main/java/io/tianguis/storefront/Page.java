package io.tianguis.storefront;

/** What a template is given; each has a record of its own. */
interface Page {

    Frame frame();
}
