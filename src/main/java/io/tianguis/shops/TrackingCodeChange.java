package io.tianguis.shops;

import io.tianguis.shops.TrackingCode.Event;
import io.tianguis.shops.TrackingCode.Provider;
import java.util.Optional;

/** What is to be different about a tracking code; what is empty stays as it is. */
public record TrackingCodeChange(
        Optional<String> name,
        Optional<String> code,
        Optional<String> options,
        Optional<Provider> provider,
        Optional<Event> event,
        Optional<Boolean> active) {}
