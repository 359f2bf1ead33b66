package io.tianguis.testkit;

import io.tianguis.customers.CustomerChange;
import io.tianguis.kernel.Change;
import java.util.List;
import java.util.Optional;

/** Changes of what a customer is called, and of nothing else. */
public final class Renaming {

    private Renaming() {}

    public static CustomerChange to(String firstName, String lastName, Change<String> email) {
        return new CustomerChange(
                Change.to(firstName),
                Change.to(lastName),
                email,
                Change.none(),
                Change.none(),
                Change.none(),
                Change.none(),
                Change.none(),
                Change.none(),
                Change.none(),
                Change.none(),
                Change.none(),
                Optional.empty(),
                Change.none(),
                List.of(),
                List.of(),
                List.of());
    }
}
