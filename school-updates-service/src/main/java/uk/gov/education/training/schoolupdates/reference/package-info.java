/**
 * The reference data that DfE keeps: schools, lead providers, delivery partners and appropriate bodies. Hibernate
 * Reactive with Panache stores it and owns its transactions, see {@code docs/adr/0041}.
 */
@NullMarked
package uk.gov.education.training.schoolupdates.reference;

import org.jspecify.annotations.NullMarked;
