package io.tianguis.architecture.broken.dialects.marketful;

import io.tianguis.architecture.broken.platform.sql.Database;

final class QueryingHandler {

    static void handle(Database database) {
        database.query();
    }
}
