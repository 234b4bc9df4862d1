/**
 * What schools, appropriate bodies and DfE support call. Resources below one path have the same path at the class: then
 * a method that a path does not have is answered with 405, and not with 404.
 */
@NullMarked
package uk.gov.education.training.schoolupdates.rest;

import org.jspecify.annotations.NullMarked;
