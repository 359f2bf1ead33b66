package io.tianguis.architecture.broken.customers;

import io.tianguis.architecture.broken.orders.Order;

public record Gossip(Order order) {}
