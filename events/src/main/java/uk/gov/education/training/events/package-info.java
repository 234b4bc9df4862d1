/**
 * The contract between the services: for each topic the changes that it carries, the snapshot that comes with every
 * change, and how both are written.
 *
 * <p>Dates are civil dates in London. Instants are UTC. A property that may be absent is {@code @Nullable}; everything
 * else is always there.
 */
@NullMarked
package uk.gov.education.training.events;

import org.jspecify.annotations.NullMarked;
