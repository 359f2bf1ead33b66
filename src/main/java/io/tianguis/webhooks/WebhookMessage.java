package io.tianguis.webhooks;

/**
 * One attempt to tell a receiver something, after the Standard Webhooks specification.
 *
 * @param url of the subscription, as it was given
 * @param id the same at every attempt, so that a receiver knows a repetition
 * @param timestamp of this attempt, in seconds of the Unix epoch
 * @param signatures one or two, separated by a blank
 * @param sequence counts the subscription's messages from 1, without gaps
 * @param body the same bytes at every attempt
 */
public record WebhookMessage(String url, String id, long timestamp, String signatures, long sequence, byte[] body) {}
