package io.tianguis.shops;

import io.tianguis.shops.TrackingCode.Event;
import io.tianguis.shops.TrackingCode.Provider;

/** A tracking code to be added; its components are those of {@link TrackingCode}. */
public record NewTrackingCode(
        String name, String code, String options, Provider provider, Event event, boolean active) {}
