package io.tianguis.shops;

/** Why a shop's profile was not changed. */
public sealed interface ShopChangeRejection {

    /** A field of the profile. */
    enum Field {
        NAME,
        EMAIL,
        STATUS,
        LOCALE,
        PLAN,
        LOGO_URL,
        STATE,
        CITY,
        ZIP_CODE,
        ADDRESS,
        PHONE,
        FLAT_SHIPPING,
        BANK_TRANSFER
    }

    /** The field cannot have this value; {@link ShopChange} and {@link Shops#change} say which it can have. */
    record Unusable(Field field, String value) implements ShopChangeRejection {}

    record UnknownShop(long shopId) implements ShopChangeRejection {}

    /** A buyer could not choose any way of shipping. */
    record NoShipping() implements ShopChangeRejection {}

    /** A buyer could not choose any way of paying. */
    record NoPayment() implements ShopChangeRejection {}
}
