package io.tianguis.stock;

import java.util.List;

/** Units that an order wants to hold. */
public record Reservation(long orderId, List<ReservationLine> lines) {}
