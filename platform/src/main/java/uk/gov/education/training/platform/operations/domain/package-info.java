/** The rules about what operations are told: no clock, no I/O, no framework. */
@NullMarked
package uk.gov.education.training.platform.operations.domain;

import org.jspecify.annotations.NullMarked;
