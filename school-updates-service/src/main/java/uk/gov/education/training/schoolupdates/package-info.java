/**
 * The use cases: what schools, appropriate bodies and DfE support can do. Each change runs in its caller's transaction.
 */
@NullMarked
package uk.gov.education.training.schoolupdates;

import org.jspecify.annotations.NullMarked;
