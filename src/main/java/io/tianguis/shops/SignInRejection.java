package io.tianguis.shops;

/** Why somebody was not let in. */
public sealed interface SignInRejection {

    /**
     * There were too many attempts for this account, or from this address, in the last quarter of an hour, or too many people
     * are signing in at this moment.
     */
    record TooManyAttempts() implements SignInRejection {}

    /** Nobody who is active has this email and this password; which of the two is wrong is not told. */
    record WrongPassword() implements SignInRejection {}

    /** The email and the password are those of members of several shops: one has to be named. */
    record SeveralShops() implements SignInRejection {}

    /** The member may not do what they signed in for: only an administrator may. */
    record NotAdministrator() implements SignInRejection {}
}
