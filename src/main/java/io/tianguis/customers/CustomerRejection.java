package io.tianguis.customers;

/** Why a customer was not created or changed. */
public sealed interface CustomerRejection {

    /** The shop has no such customer. */
    record CustomerNotFound() implements CustomerRejection {}

    /** Neither a first name nor a telephone nor an email would tell who it is. */
    record Nameless() implements CustomerRejection {}

    /** The telephone cannot be one. */
    record InvalidPhone(String phone) implements CustomerRejection {}

    /** The email cannot be one. */
    record InvalidEmail(String email) implements CustomerRejection {}

    /** Another customer of the shop has the telephone. */
    record PhoneTaken() implements CustomerRejection {}

    /** Another customer of the shop has the email. */
    record EmailTaken() implements CustomerRejection {}

    /** The shop has no such member of staff. */
    record UnknownAgent() implements CustomerRejection {}

    /** The customer has no such address. */
    record UnknownAddress(long addressId) implements CustomerRejection {}

    /** The customer would have more addresses than {@link CustomerChange#MAX_ADDRESSES}. */
    record TooManyAddresses() implements CustomerRejection {}

    /** The customer would have more tags than {@link CustomerChange#MAX_TAGS}. */
    record TooManyTags() implements CustomerRejection {}

    /** The customer would have more custom fields than {@link CustomerChange#MAX_CUSTOM_FIELDS}. */
    record TooManyCustomFields() implements CustomerRejection {}
}
