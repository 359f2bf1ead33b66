package io.tianguis.customers;

import java.util.List;

/**
 * Some customers of a list.
 *
 * @param total how many there are in all
 */
public record CustomerPage(long total, List<CustomerProfile> customers) {

    public CustomerPage {
        customers = List.copyOf(customers);
    }
}
