package uk.gov.education.training.platform.web;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * Marks a resource that checks content types and query parameters itself, because it is an older API or for browsers.
 * For all others {@link MediaTypeFilter} and {@link QueryParameterFilter} do.
 */
@Retention(RUNTIME)
@Target(TYPE)
public @interface OwnRequestValidation {}
