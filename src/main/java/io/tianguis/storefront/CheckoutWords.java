package io.tianguis.storefront;

import io.tianguis.orders.CheckoutRejection.Fault;
import io.tianguis.orders.CheckoutRejection.Field;

/** The checkout's fields and what can be wrong with them, in words. */
final class CheckoutWords {

    private CheckoutWords() {}

    /** By which the form sends a field. */
    static String name(Field field) {
        return switch (field) {
            case FIRST_NAME -> "nombre";
            case LAST_NAME -> "apellido";
            case PHONE -> "telefono";
            case EMAIL -> "correo";
            case DELIVERY -> "entrega";
            case STREET -> "calle";
            case EXTERIOR_NUMBER -> "numero";
            case INTERIOR_NUMBER -> "interior";
            case NEIGHBORHOOD -> "colonia";
            case CITY -> "ciudad";
            case STATE -> "estado";
            case POSTAL_CODE -> "codigo_postal";
            case PAYMENT -> "pago";
            case MESSAGE -> "mensaje";
        };
    }

    /** What people call a field. */
    static String label(Field field) {
        return switch (field) {
            case FIRST_NAME -> "Nombre";
            case LAST_NAME -> "Apellido";
            case PHONE -> "Teléfono";
            case EMAIL -> "Correo electrónico";
            case DELIVERY -> "Entrega";
            case STREET -> "Calle";
            case EXTERIOR_NUMBER -> "Número";
            case INTERIOR_NUMBER -> "Interior o departamento";
            case NEIGHBORHOOD -> "Colonia o barrio";
            case CITY -> "Ciudad";
            case STATE -> "Estado o provincia";
            case POSTAL_CODE -> "Código postal";
            case PAYMENT -> "Pago";
            case MESSAGE -> "Mensaje para la tienda";
        };
    }

    static String fault(Fault fault) {
        return switch (fault.reason()) {
            case MISSING ->
                switch (fault.field()) {
                    case DELIVERY -> "Elige cómo lo quieres recibir.";
                    case PAYMENT -> "Elige cómo vas a pagar.";
                    case FIRST_NAME,
                            LAST_NAME,
                            PHONE,
                            EMAIL,
                            STREET,
                            EXTERIOR_NUMBER,
                            INTERIOR_NUMBER,
                            NEIGHBORHOOD,
                            CITY,
                            STATE,
                            POSTAL_CODE,
                            MESSAGE -> "Este dato hace falta.";
                };
            case TOO_LONG -> "Es demasiado largo.";
            case UNREADABLE ->
                fault.field() == Field.PHONE
                        ? "No parece un teléfono: escríbelo con su clave de área."
                        : "No parece un correo: revisa que esté completo.";
            case NOT_OFFERED -> "La tienda ya no lo ofrece: elige otra opción.";
        };
    }
}
