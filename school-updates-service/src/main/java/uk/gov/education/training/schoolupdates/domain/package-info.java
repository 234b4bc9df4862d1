/** The rules, as pure functions: no clock, no ids of their own, no I/O. */
@NullMarked
package uk.gov.education.training.schoolupdates.domain;

import org.jspecify.annotations.NullMarked;
