package io.tianguis.architecture.broken.storefront;

import io.tianguis.architecture.broken.platform.sql.Database;

final class QueryingPage {

    static void show(Database database) {
        database.query();
    }
}
