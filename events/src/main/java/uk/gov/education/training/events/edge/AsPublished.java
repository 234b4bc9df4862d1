package uk.gov.education.training.events.edge;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * A resource that was published before, or that browsers use: it judges content types and query parameters by itself.
 * Everywhere else {@link MediaTypes} and {@link QueryParameters} do.
 */
@Retention(RUNTIME)
@Target(TYPE)
public @interface AsPublished {}
