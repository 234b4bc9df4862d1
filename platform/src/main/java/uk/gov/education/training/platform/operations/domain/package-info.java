/** The rules for alerts and the status of instances: no clock, no I/O, no framework. */
@NullMarked
package uk.gov.education.training.platform.operations.domain;

import org.jspecify.annotations.NullMarked;
