/** The rules for schools: who is eligible for funded training, and what the schools register changes. */
@NullMarked
package uk.gov.education.training.schoolupdates.domain.schools;

import org.jspecify.annotations.NullMarked;
