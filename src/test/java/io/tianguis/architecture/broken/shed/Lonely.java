package io.tianguis.architecture.broken.shed;

final class Lonely {}
