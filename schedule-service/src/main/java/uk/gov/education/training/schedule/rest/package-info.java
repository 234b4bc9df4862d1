/** The REST API for DfE support and operations. */
@NullMarked
package uk.gov.education.training.schedule.rest;

import org.jspecify.annotations.NullMarked;
