package uk.gov.education.training.funding;

import uk.gov.education.training.testsupport.ServiceArchitecture;

class ArchitectureTest extends ServiceArchitecture {}
