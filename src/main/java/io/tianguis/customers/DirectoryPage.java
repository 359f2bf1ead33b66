package io.tianguis.customers;

import java.util.List;

/**
 * Some people of the directory.
 *
 * @param total how many there are in all
 */
public record DirectoryPage(long total, List<CustomerStanding> people) {

    public DirectoryPage {
        people = List.copyOf(people);
    }
}
