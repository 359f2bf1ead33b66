package io.tianguis.architecture.broken.orders;

import io.tianguis.architecture.broken.customers.Gossip;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;

public record Order(String id, Instant at, List<Gossip> gossips) {

    static Order create() {
        long number = System.nanoTime() + new Random().nextInt();
        return new Order(UUID.randomUUID() + "-" + number, Instant.now(), List.of());
    }

    static String state(SQLException fault) {
        return fault.getSQLState();
    }
}
