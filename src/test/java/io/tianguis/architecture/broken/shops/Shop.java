package io.tianguis.architecture.broken.shops;

public record Shop(String name) {}
