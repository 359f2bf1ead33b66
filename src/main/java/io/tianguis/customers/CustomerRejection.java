package io.tianguis.customers;

/** Why a customer was not created. */
public sealed interface CustomerRejection {

    /** The telephone cannot be one. */
    record InvalidPhone(String phone) implements CustomerRejection {}

    /** The email cannot be one. */
    record InvalidEmail(String email) implements CustomerRejection {}

    /** Another customer of the shop has the telephone. */
    record PhoneTaken() implements CustomerRejection {}

    /** Another customer of the shop has the email. */
    record EmailTaken() implements CustomerRejection {}
}
