package io.tianguis.customers;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person as the shop knows them.
 *
 * @param publicId letters and digits with at least one letter, never guessable
 * @param phone E.164
 * @param documentType such as {@code cedula}
 * @param country ISO 3166-1 alpha-2
 * @param agentId of the member of staff in charge, with their email beside
 * @param purchases orders that were not canceled
 * @param lastChatAt when the person or the shop last wrote
 * @param campaignStatus how far the last message of a campaign came that the person was sent: {@code submitted}, {@code sent},
 *     {@code failed}, {@code delivered} or {@code read}; null when there was none, as all that begins with campaign
 * @param campaignSentAt null until the provider took it, and when it failed
 */
public record Customer(
        long customerId,
        String publicId,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String documentType,
        @Nullable String documentNumber,
        @Nullable String address,
        @Nullable String city,
        @Nullable String state,
        @Nullable String zipCode,
        @Nullable String country,
        @Nullable String notes,
        boolean whatsappOptIn,
        @Nullable String whatsappName,
        @Nullable Long agentId,
        @Nullable String agentEmail,
        long purchases,
        @Nullable Instant lastActivityAt,
        @Nullable Instant lastChatAt,
        Instant createdAt,
        @Nullable String campaignStatus,
        @Nullable Long campaignId,
        @Nullable String campaignUrl,
        @Nullable String campaignErrorMessage,
        @Nullable Instant campaignSentAt,
        @Nullable Instant campaignDeliveredAt,
        @Nullable Instant campaignReadAt) {}
