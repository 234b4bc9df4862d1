/** The lead-provider API v3 on the wire. */
@NullMarked
package uk.gov.education.training.providerapi.rest;

import org.jspecify.annotations.NullMarked;
