package io.tianguis.shops;

import io.tianguis.shops.NewStaffMember.Role;

/**
 * A person who works in the shop.
 *
 * @param active whether they may still sign in
 */
public record StaffMember(long staffId, String email, String firstName, String lastName, Role role, boolean active) {}
