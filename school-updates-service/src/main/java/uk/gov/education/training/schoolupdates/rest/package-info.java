/** The school portal's and DfE support's calls. */
@NullMarked
package uk.gov.education.training.schoolupdates.rest;

import org.jspecify.annotations.NullMarked;
