/** The rules for the names of organisations that DfE keeps. */
@NullMarked
package uk.gov.education.training.schoolupdates.domain.organisations;

import org.jspecify.annotations.NullMarked;
