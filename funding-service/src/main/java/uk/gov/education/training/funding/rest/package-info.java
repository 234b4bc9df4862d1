/** What DfE finance and operations can look at. */
@NullMarked
package uk.gov.education.training.funding.rest;

import org.jspecify.annotations.NullMarked;
