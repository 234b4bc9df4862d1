package uk.gov.education.training.platform.web;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * A resource that was published before, or that browsers use: it judges content types and query parameters by itself.
 * Everywhere else {@link MediaTypeFilter} and {@link QueryParameterFilter} do.
 */
@Retention(RUNTIME)
@Target(TYPE)
public @interface OwnRequestValidation {}
