/** The rules about school reports: pure functions without clock, random ids or I/O. */
@NullMarked
package uk.gov.education.training.schoolupdates.domain;

import org.jspecify.annotations.NullMarked;
