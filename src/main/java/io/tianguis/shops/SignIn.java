package io.tianguis.shops;

import java.util.Optional;

/**
 * What somebody says to be let in.
 *
 * @param email in any letter case
 * @param shop when they work in several
 * @param address where they come from
 */
public record SignIn(String email, String password, Optional<ShopId> shop, String address) {

    /** No password comes into a log by accident. */
    @Override
    public String toString() {
        return "SignIn[]";
    }
}
