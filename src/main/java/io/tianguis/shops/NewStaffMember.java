package io.tianguis.shops;

/**
 * A person who will work in the shop.
 *
 * @param password as the person will type it; stored stretched and salted
 */
public record NewStaffMember(String email, String firstName, String lastName, String password, Role role) {

    /** What a member of staff may do. */
    public enum Role {
        AGENT,
        SUPERVISOR,
        ADMIN
    }
}
