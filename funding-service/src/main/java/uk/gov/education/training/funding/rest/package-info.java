/** The API of DfE finance and operations. */
@NullMarked
package uk.gov.education.training.funding.rest;

import org.jspecify.annotations.NullMarked;
