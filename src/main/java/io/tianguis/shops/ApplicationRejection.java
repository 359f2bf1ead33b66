package io.tianguis.shops;

/** Why an application was not registered. */
public sealed interface ApplicationRejection {

    /** The name is blank or longer than 120 characters. */
    record InvalidName(String name) implements ApplicationRejection {}

    /** Nothing that a browser may be sent to; {@link Applications#register} says what is. */
    record UnusableRedirectUri(String redirectUri) implements ApplicationRejection {}
}
