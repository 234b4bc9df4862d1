/** What DfE operations can look at. */
@NullMarked
package uk.gov.education.training.schedule.rest;

import org.jspecify.annotations.NullMarked;
