/** The HTTP side of every service: authentication, the request clock, errors, limits, paging and idempotency. */
@NullMarked
package uk.gov.education.training.platform.web;

import org.jspecify.annotations.NullMarked;
