package io.tianguis.webhooks;

import java.time.Duration;

/**
 * What receivers have not been told yet.
 *
 * @param pending how many deliveries, of all shops; 10,000 if there are that many or more
 * @param overdue how long the one of them that has been due longest has been so; zero when none is
 */
public record WebhookBacklog(long pending, Duration overdue) {}
