package io.tianguis.dialects.mercadoshops;

import io.tianguis.platform.http.Intake;
import io.tianguis.platform.http.InvalidParameters;
import io.tianguis.platform.http.Parameters;
import io.tianguis.platform.http.Request;
import io.tianguis.platform.http.Response;
import io.tianguis.shops.Application;
import io.tianguis.shops.Applications;
import io.tianguis.shops.Consents;
import io.tianguis.shops.ShopId;
import io.tianguis.shops.SignIn;
import io.tianguis.shops.SignInRejection;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The page that asks a shop's people for their consent (S5). As long as it is not certain which application asks, and that
 * the address is the one it registered, nobody is sent there.
 */
final class AuthorizationHandler {

    /** What a code begins with. */
    private static final String CODE_PREFIX = "TG-";

    private final Applications applications;
    private final Consents consents;
    private final FormTokens formTokens;
    private final Intake intake = Intake.strict();

    AuthorizationHandler(Applications applications, Consents consents, FormTokens formTokens) {
        this.applications = applications;
        this.consents = consents;
        this.formTokens = formTokens;
    }

    /**
     * {@code GET /authorization}: 400 for an application that is unknown or has registered another address, 303 to the
     * application with {@code error} for what it asks in the wrong way, else the page to sign in on.
     */
    Response show(Request request) {
        return answer(AuthorizationRequest.of(request::queryParameter), (application, asked) -> {
            String token = formTokens.tokenFor(request);
            return formTokens.kept(AuthorizationPages.signIn(200, application, asked, token, "", "", false), token);
        });
    }

    /**
     * {@code POST /authorization}, what the pages' forms send: 400 for what cannot be read, 403 for a form that is not ours,
     * then as {@link #show}; without a ticket somebody signs in, with one they decide, and the browser goes to the
     * application with {@code code} or {@code error}.
     */
    Response decide(Request request) {
        Parameters form;
        try {
            form = intake.body(request);
        } catch (InvalidParameters malformed) {
            return AuthorizationPages.fault(400, "El formulario no se puede leer.");
        }
        String token = text(form, "form_token");
        if (!formTokens.isOurs(request, token)) {
            return AuthorizationPages.fault(403, "La página caducó. Vuelve a la aplicación y empieza de nuevo.");
        }
        return answer(
                AuthorizationRequest.of(form::text),
                (application, asked) -> text(form, "ticket").isEmpty()
                        ? signIn(request, form, application, asked, token)
                        : decision(form, application, asked, token));
    }

    private Response answer(
            AuthorizationRequest asked, BiFunction<Application, AuthorizationRequest, Response> operation) {
        Optional<Application> application = applications
                .find(asked.clientId())
                .filter(known -> asked.redirectUri().equals(known.redirectUri()));
        if (application.isEmpty()) {
            return AuthorizationPages.fault(
                    400, "La aplicación no está registrada, o pide volver a una dirección que no registró.");
        }
        return asked.fault()
                .map(fault -> AuthorizationPages.redirect(asked.redirect("error", fault)))
                .orElseGet(() -> operation.apply(application.get(), asked));
    }

    private Response signIn(
            Request request, Parameters form, Application application, AuthorizationRequest asked, String token) {
        String email = text(form, "email").strip();
        Optional<ShopId> shop =
                form.integer("shop").filter(number -> number > 0).map(ShopId::new);
        SignIn said = new SignIn(email, text(form, "password"), shop, request.peer());
        return consents.ask(application, said)
                .fold(
                        waiting -> AuthorizationPages.consent(application, asked, token, waiting),
                        rejection -> refused(rejection, application, asked, token, email));
    }

    private static Response refused(
            SignInRejection rejection,
            Application application,
            AuthorizationRequest asked,
            String token,
            String email) {
        return switch (rejection) {
            case SignInRejection.TooManyAttempts _ ->
                AuthorizationPages.signIn(
                                429,
                                application,
                                asked,
                                token,
                                email,
                                "Hubo demasiados intentos. Espera quince minutos y vuelve a intentarlo.",
                                false)
                        .withHeader("Retry-After", "900");
            case SignInRejection.WrongPassword _ ->
                AuthorizationPages.signIn(
                        403, application, asked, token, email, "El correo o la contraseña no son correctos.", false);
            case SignInRejection.SeveralShops _ ->
                AuthorizationPages.signIn(
                        200, application, asked, token, email, "Trabajas en varias tiendas: escribe cuál.", true);
            case SignInRejection.NotAdministrator _ ->
                AuthorizationPages.signIn(
                        403,
                        application,
                        asked,
                        token,
                        email,
                        "Solo quien administra la tienda puede autorizar una aplicación.",
                        false);
        };
    }

    private Response decision(Parameters form, Application application, AuthorizationRequest asked, String token) {
        String ticket = text(form, "ticket");
        if (!text(form, "decision").equals("allow")) {
            consents.decline(ticket);
            return AuthorizationPages.redirect(asked.redirect("error", "access_denied"));
        }
        return consents.consent(application, ticket, asked.challenge(), CODE_PREFIX)
                .map(code -> AuthorizationPages.redirect(asked.redirect("code", code)))
                .orElseGet(() -> AuthorizationPages.signIn(
                        403, application, asked, token, "", "La sesión caducó. Inicia sesión otra vez.", false));
    }

    private static String text(Parameters form, String name) {
        return form.text(name).orElse("");
    }
}
