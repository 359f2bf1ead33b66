package io.tianguis.customers;

import java.util.Locale;
import java.util.Optional;

/** The kinds of documents by which people are identified to the state; kept and told as their lower-case names. */
public enum DocumentType {
    CEDULA,
    PASAPORTE,
    RUC,
    RUT,
    RFC,
    CURP,
    DNI,
    CPF,
    CNPJ,
    NIT,
    OTRO;

    /** The type of this name, letter case aside. */
    public static Optional<DocumentType> of(String name) {
        for (DocumentType type : values()) {
            if (type.name().equalsIgnoreCase(name)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /** As it is kept. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
