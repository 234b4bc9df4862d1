/**
 * The REST API for schools, appropriate bodies and DfE support. Resources under one path have that path at the class,
 * so that an unsupported method gets 405 instead of 404.
 */
@NullMarked
package uk.gov.education.training.schoolupdates.rest;

import org.jspecify.annotations.NullMarked;
