package io.tianguis.architecture.broken.catalog;

class CanalManager {}
