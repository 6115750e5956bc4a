# SPDX-License-Identifier: EUPL-1.2
# try_packages.ps1 OLD NEW   on a real Windows, as administrator, with the packages of two folders: setup and MSI are each
# installed silently, the newer over the older, test themselves, refuse the older one, are removed with what they left in
# the registry, and leave the data folder as it was; the first thing that fails ends it.
param([Parameter(Mandatory)][string]$Old, [Parameter(Mandatory)][string]$New)
$ErrorActionPreference = 'Stop'
$name = 'Doorverwijzing'
$data = "$env:LOCALAPPDATA\doorverwijzing"

function Invoke-Expecting([int]$Code, [string]$Program, [string[]]$Arguments) {
    $done = Start-Process -FilePath $Program -ArgumentList $Arguments -Wait -PassThru
    if ($done.ExitCode -ne $Code) { throw "$Program $Arguments ended with $($done.ExitCode), not with $Code" }
}

function Test-Installed([string]$Place) {
    foreach ($option in '--version', '--self-test') {
        & "$Place\doorverwijzing-cli.exe" $option
        if ($LASTEXITCODE -ne 0) { throw "$option ended with $LASTEXITCODE" }
    }
}

function Assert-Gone([string]$Place) {
    for ($look = 0; (Test-Path $Place) -and $look -lt 60; $look++) { Start-Sleep -Milliseconds 500 }
    if (Test-Path $Place) { throw "$Place is still there" }
}

function Get-OnePackage([string]$Folder, [string]$Ending) {
    $found = @(Get-Item "$Folder\$name-*$Ending")
    if ($found.Count -ne 1) { throw "$Folder must hold one package that ends in $Ending" }
    $found[0].FullName
}

function Assert-Version([string]$Hive, [string]$Package) {
    $version = (Get-ItemProperty "${Hive}:\Software\$name").Version
    $expected = "$name-$version-setup.exe", "$name-$version.msi"
    if (-not $version -or (Split-Path -Leaf $Package) -notin $expected) { throw "$Package left version '$version'" }
}

# Whatever lies where the vault lies must outlive every upgrade and removal.
New-Item -ItemType Directory -Force $data | Out-Null
Set-Content "$data\kept.txt" 'kept'
function Assert-Kept {
    if ((Get-Content "$data\kept.txt") -ne 'kept') { throw "$data was touched" }
}

$oldSetup, $newSetup = (Get-OnePackage $Old '-setup.exe'), (Get-OnePackage $New '-setup.exe')
$place = "$env:LOCALAPPDATA\Programs\$name"
foreach ($setup in $oldSetup, $newSetup) {
    Invoke-Expecting 0 $setup '/S'
    Test-Installed $place
    Assert-Version 'HKCU' $setup
}
Invoke-Expecting 7 $oldSetup '/S'
Assert-Version 'HKCU' $newSetup
Invoke-Expecting 0 "$place\uninstall.exe" '/S'
Assert-Gone $place
Assert-Gone "HKCU:\Software\$name"
Assert-Kept

$oldMsi, $newMsi = (Get-OnePackage $Old '.msi'), (Get-OnePackage $New '.msi')
$place = "$env:ProgramFiles\$name"
foreach ($msi in $oldMsi, $newMsi) {
    Invoke-Expecting 0 'msiexec.exe' '/i', "`"$msi`"", '/qn', '/norestart'
    Test-Installed $place
    Assert-Version 'HKLM' $msi
}
Invoke-Expecting 6 $newSetup '/S'
Invoke-Expecting 1603 'msiexec.exe' '/i', "`"$oldMsi`"", '/qn', '/norestart'
Invoke-Expecting 0 'msiexec.exe' '/fa', "`"$newMsi`"", '/qn', '/norestart'
Test-Installed $place
Invoke-Expecting 0 'msiexec.exe' '/x', "`"$newMsi`"", '/qn', '/norestart'
Assert-Gone $place
Assert-Gone "HKLM:\Software\$name"
Assert-Kept
Remove-Item "$data\kept.txt"
'both packages were installed, upgraded, refused an older one, and were removed; the data folder was left alone'
